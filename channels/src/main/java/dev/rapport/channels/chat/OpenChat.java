package dev.rapport.channels.chat;

/// A visitor's chat that has an open contact.
public record OpenChat(String centre, String visitor, String conversation, String contact) {}
