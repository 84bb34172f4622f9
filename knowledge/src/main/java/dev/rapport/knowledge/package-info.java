@NullMarked
package dev.rapport.knowledge;

import org.jspecify.annotations.NullMarked;
