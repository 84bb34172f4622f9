@NullMarked
package dev.rapport.gateway;

import org.jspecify.annotations.NullMarked;
