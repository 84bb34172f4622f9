/// # Chat: visitors' WebSockets
@NullMarked
package dev.rapport.channels.chat;

import org.jspecify.annotations.NullMarked;
