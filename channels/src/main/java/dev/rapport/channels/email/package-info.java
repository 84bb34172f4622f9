/// # E-mail: SMTP in, SMTP out
@NullMarked
package dev.rapport.channels.email;

import org.jspecify.annotations.NullMarked;
