/** The server side of the web pages. */
@NullMarked
package dev.freshet.page;

import org.jspecify.annotations.NullMarked;
