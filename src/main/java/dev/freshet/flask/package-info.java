/** The door of flask_sse: streams by channel. */
@NullMarked
package dev.freshet.flask;

import org.jspecify.annotations.NullMarked;
