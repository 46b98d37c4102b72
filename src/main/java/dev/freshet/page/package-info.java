/** What the web page needs from the server. */
@NullMarked
package dev.freshet.page;

import org.jspecify.annotations.NullMarked;
