package dev.rapport.gateway.sources;

import dev.rapport.customers.Identifier;
import dev.rapport.customers.sources.HoldingSource;
import dev.rapport.customers.sources.Whom;
import dev.rapport.customers.view.Holding;
import dev.rapport.gateway.settings.SourceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A source that answers over HTTP: `GET` of an address with the customer's number or e-mail in it.
/// 404 is a customer it does not know. Redirects are not followed: what the settings name is asked,
/// and nothing else.
public final class HttpHoldings implements HoldingSource {
  /// Bytes of an answer that are read; a longer one is refused.
  static final int MAX_BYTES = 256 << 10;

  /// Numbers of one person that are asked for.
  static final int MAX_NUMBERS = 3;

  private final SourceSettings.Http settings;
  private final HttpClient client;
  private final Duration timeout;

  public HttpHoldings(SourceSettings.Http settings, HttpClient client) {
    this.settings = settings;
    this.client = client;
    this.timeout = Duration.ofMillis(settings.timeoutMs());
  }

  /// The client that all such sources share.
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(2))
        .build();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public List<Holding> holdings(Whom whom) {
    boolean byEmail = settings.url().contains("{email}");
    List<String> keys =
        byEmail ? whom.values(Identifier.Kind.EMAIL) : whom.numbers(settings.register());
    List<Holding> all = new ArrayList<>();
    for (String key : keys.subList(0, Math.min(MAX_NUMBERS, keys.size()))) {
      all.addAll(ask(byEmail ? "{email}" : "{id}", key));
    }
    return all;
  }

  private List<Holding> ask(String place, String key) {
    String address =
        settings
            .url()
            .replace(place, URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"));
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(timeout)
            .header("Accept", "application/json");
    if (!settings.authorization().isEmpty()) {
      request.header("Authorization", settings.authorization());
    }
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return switch (answer.statusCode()) {
          case 200 -> HoldingJson.read(name(), text(body));
          case 404 -> List.of();
          default -> throw new SourceFailed("answered " + answer.statusCode());
        };
      }
    } catch (HttpTimeoutException late) {
      throw new SourceFailed("did not answer within " + timeout.toMillis() + " ms", late);
    } catch (IOException unreachable) {
      throw new SourceFailed("cannot be reached", unreachable);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new SourceFailed("was not waited for", stopping);
    }
  }

  private static String text(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new SourceFailed("gave more than " + (MAX_BYTES >> 10) + " KiB");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
