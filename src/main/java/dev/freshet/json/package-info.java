/** JSON that somebody else has written. */
@NullMarked
package dev.freshet.json;

import org.jspecify.annotations.NullMarked;
