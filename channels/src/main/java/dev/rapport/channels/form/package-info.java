/// # Web form: one request, one contact
@NullMarked
package dev.rapport.channels.form;

import org.jspecify.annotations.NullMarked;
