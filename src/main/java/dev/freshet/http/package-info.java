/** The doors: JAX-RS resources on non-blocking Servlet output, and their problem answers. */
@NullMarked
package dev.freshet.http;

import org.jspecify.annotations.NullMarked;
