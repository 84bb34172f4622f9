package dev.rapport.channels;

/// A file that came with a message: listed here, its bytes stay in the message's raw bytes.
///
/// @param name as the sender named it, cleaned of path separators and control characters
/// @param type media type as declared, lower case
/// @param size decoded size in bytes
public record Attachment(String name, String type, long size) {}
