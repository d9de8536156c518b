/**
 * What one sees of a training. {@link org.brushstream.trainer.report.TrainingDiary} is kept from its first step to its last,
 * {@link org.brushstream.trainer.report.LossLog} is the diary's table on disk, and
 * {@link org.brushstream.trainer.report.TrainingReport} the page at the end.
 * {@link org.brushstream.trainer.report.SheetJob} shows what finished models paint.
 */
@NullMarked
package org.brushstream.trainer.report;

import org.jspecify.annotations.NullMarked;
