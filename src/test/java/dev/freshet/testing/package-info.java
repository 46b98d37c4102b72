/** What several tests stand on: a parser, a recording outlet, servers, load. */
@NullMarked
package dev.freshet.testing;

import org.jspecify.annotations.NullMarked;
