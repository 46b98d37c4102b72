/** What was measured, as a table, JSON and plots. */
@NullMarked
package dev.freshet.bench.report;

import org.jspecify.annotations.NullMarked;
