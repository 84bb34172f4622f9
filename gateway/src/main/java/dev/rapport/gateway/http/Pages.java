package dev.rapport.gateway.http;

import dev.rapport.gateway.wire.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The screens and the contracts, from the class path. The import map is the same on every page and
/// put in here; it is each page's one inline script and allowed by its hash, nothing else inline
/// runs. No page can be framed, but for the chat of `/widget.js` on the sites that are allowed to.
final class Pages {
  private static final String NO_IMPORTS = "<script type=\"importmap\"></script>";
  private static final String NOBODY = "'none'";

  private final String imports = resource("/web/importmap.json");
  private final String mayFrame;

  /// @param origins of the sites that may show the chat in a frame
  Pages(List<String> origins) {
    mayFrame = origins.isEmpty() ? NOBODY : String.join(" ", origins);
  }

  /// A page with the policy that fits it.
  private record Page(String html, String policy) {}

  void mount(Router router) {
    page(router, "/", "index.html");
    page(router, "/articles/:article", "index.html");
    page(router, "/desk", "desk.html");
    page(router, "/live", "live.html");
    page(router, "/edit", "edit.html");
    page(router, "/my", "my.html");
    page(router, "/widget", "widget.html", mayFrame);
    contract(router, "/openapi.yaml");
    contract(router, "/asyncapi.yaml");
    docs(router, "/docs");
    router
        .get("/webjars/*")
        .handler(
            StaticHandler.create("META-INF/resources/webjars")
                .setMaxAgeSeconds(86_400)
                .setDirectoryListing(false));
    for (String folder : new String[] {"app", "style"}) {
      router
          .get("/" + folder + "/*")
          .handler(
              StaticHandler.create("web/" + folder)
                  .setCachingEnabled(false)
                  .setDirectoryListing(false));
    }
    file(router, "/favicon.svg", "image/svg+xml");
    file(router, "/widget.js", "text/javascript; charset=utf-8");
  }

  private static void file(Router router, String path, String type) {
    String text = resource("/web" + path);
    router
        .get(path)
        .handler(context ->
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(text));
  }

  private void page(Router router, String path, String file) {
    page(router, path, file, NOBODY);
  }

  private void page(Router router, String path, String file, String mayFrame) {
    String html =
        resource("/web/" + file)
            .replace(NO_IMPORTS, NO_IMPORTS.replace("></", ">" + imports + "</"));
    Page page = new Page(html, policy("'self' 'sha256-" + sha256(imports) + "'", mayFrame));
    router.get(path).handler(context -> send(context, page));
  }

  private static void send(RoutingContext context, Page page) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("Content-Security-Policy", page.policy())
        .end(page.html());
  }

  private static void contract(Router router, String path) {
    String text = resource("/api" + path);
    router
        .get(path)
        .handler(context ->
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml; charset=utf-8")
                .end(text));
  }

  /// Made when first asked for: reading the description costs more than any page.
  private static void docs(Router router, String path) {
    Supplier<String> page =
        new Supplier<>() {
          private @Nullable String made;

          @Override
          public synchronized String get() {
            String ready = made;
            if (ready == null) {
              ready = ApiDocs.page(resource("/api/openapi.yaml"));
              made = ready;
            }
            return ready;
          }
        };
    router
        .get(path)
        .handler(context -> send(context, new Page(page.get(), policy("'self'", NOBODY))));
  }

  private static String policy(String scripts, String mayFrame) {
    return "default-src 'self'; script-src "
        + scripts
        + "; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:;"
        + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
        + mayFrame;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw Problem.notFound("there is no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
