/** From a signed token to what its bearer may publish and see. */
@NullMarked
package dev.freshet.auth;

import org.jspecify.annotations.NullMarked;
