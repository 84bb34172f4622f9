@NullMarked
package dev.rapport.storage;

import org.jspecify.annotations.NullMarked;
