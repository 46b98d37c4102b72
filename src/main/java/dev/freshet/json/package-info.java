/** Creating JSON, and parsing JSON from outside the hub. */
@NullMarked
package dev.freshet.json;

import org.jspecify.annotations.NullMarked;
