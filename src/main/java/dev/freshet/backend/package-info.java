/** What a hub runs on: its log, lease, store and roster, on one node or shared by several. */
@NullMarked
package dev.freshet.backend;

import org.jspecify.annotations.NullMarked;
