/** Derives what a bearer may publish and receive from a signed token. */
@NullMarked
package dev.freshet.auth;

import org.jspecify.annotations.NullMarked;
