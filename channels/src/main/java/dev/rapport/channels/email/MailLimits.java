package dev.rapport.channels.email;

/// What reading one mail may cost. A mail beyond any of these is set aside with its raw bytes.
///
/// @param maxParts leaf parts and multiparts together
/// @param maxDepth multiparts inside multiparts
/// @param maxHeaders header fields of one entity
/// @param maxHeaderBytes length of one header field, folded lines together
/// @param maxLineBytes length of one line of a header
/// @param maxTextBytes decoded text that is kept; what is beyond stays in the raw bytes
/// @param maxCpuNanos processor time
public record MailLimits(
    int maxParts,
    int maxDepth,
    int maxHeaders,
    int maxHeaderBytes,
    int maxLineBytes,
    int maxTextBytes,
    long maxCpuNanos) {

  public static MailLimits defaults() {
    return new MailLimits(500, 20, 1_000, 64 * 1024, 10_000, 1024 * 1024, 2_000_000_000L);
  }
}
