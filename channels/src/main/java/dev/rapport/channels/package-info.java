@NullMarked
package dev.rapport.channels;

import org.jspecify.annotations.NullMarked;
