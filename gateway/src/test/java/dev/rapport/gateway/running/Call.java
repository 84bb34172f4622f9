package dev.rapport.gateway.running;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// One HTTP request, as a client writes it.
final class Call {
  private final HttpClient client;
  private final String method;
  private final HttpRequest.Builder request;
  private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

  Call(HttpClient client, URI address, String method) {
    this.client = client;
    this.method = method;
    this.request = HttpRequest.newBuilder(address).timeout(Patience.LIMIT);
  }

  Call as(String token) {
    return header("Authorization", "Bearer " + token);
  }

  Call header(String name, String value) {
    request.header(name, value);
    return this;
  }

  Call json(JsonObject json) {
    return body("application/json", json.encode());
  }

  Call body(String type, String text) {
    body = BodyPublishers.ofString(text);
    return header("Content-Type", type);
  }

  Call body(String type, byte[] bytes) {
    body = BodyPublishers.ofByteArray(bytes);
    return header("Content-Type", type);
  }

  HttpResponse<String> send() {
    return Patience.await(
        client.sendAsync(request.method(method, body).build(), BodyHandlers.ofString()));
  }
}
