package dev.rapport.gateway.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which methods an address has, for the header that an answer 405 must carry (RFC 9110 §15.5.6).
final class AllowedMethods {
  private static final Pattern PARAMETER = Pattern.compile(":\\w+");

  private final List<Address> addresses;

  private record Address(Pattern path, Set<HttpMethod> methods) {}

  private AllowedMethods(List<Address> addresses) {
    this.addresses = addresses;
  }

  /// Of the routes that are there by now and that are for some methods alone.
  static AllowedMethods of(Router router) {
    return new AllowedMethods(
        router.getRoutes().stream()
            .filter(route -> route.getPath() != null && route.methods() != null)
            .map(AllowedMethods::address)
            .toList());
  }

  private static Address address(Route route) {
    String pattern = PARAMETER.matcher(route.getPath()).replaceAll("[^/]+");
    return new Address(
        Pattern.compile(pattern + (route.isExactPath() ? "/?" : ".*")), route.methods());
  }

  /// As the header is written: `GET, POST`.
  String header(String path) {
    return addresses.stream()
        .filter(address -> address.path().matcher(path).matches())
        .map(Address::methods)
        .flatMap(Collection::stream)
        .map(HttpMethod::name)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
