/** Signs administrators in with a password, and ends their sessions. */
@NullMarked
package dev.freshet.signin;

import org.jspecify.annotations.NullMarked;
