/** How administrators sign in with a password, and how long that lasts. */
@NullMarked
package dev.freshet.signin;

import org.jspecify.annotations.NullMarked;
