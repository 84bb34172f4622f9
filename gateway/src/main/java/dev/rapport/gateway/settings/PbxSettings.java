package dev.rapport.gateway.settings;

import dev.rapport.gateway.security.WebhookSignature;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A PBX that keeps its own queue: it asks where calls belong, and tells what becomes of them. See
/// `docs/guides/pbx.md`.
///
/// @param secrets what its webhooks are signed with, as `whsec_...`; several while one is replaced
/// @param token what it may send instead of a signature when it asks; empty for nothing
/// @param users agents' ids by what the PBX calls them
public record PbxSettings(List<String> secrets, String token, Map<String, String> users) {
  static final int LEAST_TOKEN = 24;
  static final int MOST_SECRETS = 5;

  public PbxSettings {
    secrets = List.copyOf(secrets);
    users = Map.copyOf(users);
  }

  /// Null when there is none.
  static @Nullable PbxSettings read(Section pbx) {
    var read = new PbxSettings(pbx.texts("secrets"), pbx.text("token", ""), pbx.allTexts("users"));
    if (read.secrets().size() > MOST_SECRETS
        || !read.secrets().stream().allMatch(WebhookSignature::usable)) {
      pbx.problem(
          "secrets",
          "must be at most " + MOST_SECRETS + ", each whsec_ and 24 to 64 bytes in Base64");
    }
    if (!read.token().isEmpty() && read.token().length() < LEAST_TOKEN) {
      pbx.problem("token", "must have at least " + LEAST_TOKEN + " characters");
    }
    pbx.close();
    return read.secrets().isEmpty() && read.token().isEmpty() ? null : read;
  }
}
