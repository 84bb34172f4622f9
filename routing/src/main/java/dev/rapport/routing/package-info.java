@NullMarked
package dev.rapport.routing;

import org.jspecify.annotations.NullMarked;
