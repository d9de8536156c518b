/**
 * A film of five chapters, each painted by another hand, to try on it whether a style can be learned from a film:
 * {@code FiveLooks} writes it; {@code Programme} says which {@code Shot} comes when and in which {@code Look}, {@code Score}
 * plays to it. What is shown lies in {@code subjects}, how it is photographed in {@code solid}, how it is painted in
 * {@code hands}; subjects and hands do not know each other.
 */
@NullMarked
package org.brushstream.samples.looks;

import org.jspecify.annotations.NullMarked;
