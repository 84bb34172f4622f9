@NullMarked
package dev.rapport.customers;

import org.jspecify.annotations.NullMarked;
