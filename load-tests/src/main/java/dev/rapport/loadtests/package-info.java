@NullMarked
package dev.rapport.loadtests;

import org.jspecify.annotations.NullMarked;
