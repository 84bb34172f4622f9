/// The command line: one class a command. Each says what it does, with an example, under `--help`.
@NullMarked
package dev.rapport.gateway.command;

import org.jspecify.annotations.NullMarked;
