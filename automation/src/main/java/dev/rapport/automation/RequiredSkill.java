package dev.rapport.automation;

/// A skill an agent must have for the contact.
///
/// @param level at least this, 0 to 100
public record RequiredSkill(String skill, int level) {}
