package dev.rapport.automation;

/// How pressing a contact is, in the words routing uses for it.
public enum Urgency {
  LOW,
  NORMAL,
  HIGH,
  CRITICAL
}
