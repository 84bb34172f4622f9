package dev.rapport.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SortedMap;
import java.util.TreeMap;

/// A customer's attributes as one JSON object. In a table of their own they would be most of the
/// rows of an import, and nobody reads them but together with their customer.
final class CustomerAttributes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> STRINGS = new TypeReference<>() {};

  private CustomerAttributes() {}

  static String json(SortedMap<String, String> attributes) {
    try {
      return JSON.writeValueAsString(attributes);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("strings are always JSON", impossible);
    }
  }

  static SortedMap<String, String> of(String json) {
    try {
      return JSON.readValue(json, STRINGS);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("a customer's attributes are damaged", damaged);
    }
  }
}
