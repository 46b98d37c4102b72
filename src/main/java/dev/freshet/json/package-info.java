/** JSON: how it is made, and what somebody else has written. */
@NullMarked
package dev.freshet.json;

import org.jspecify.annotations.NullMarked;
