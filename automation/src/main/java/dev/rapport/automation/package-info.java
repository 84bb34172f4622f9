@NullMarked
package dev.rapport.automation;

import org.jspecify.annotations.NullMarked;
