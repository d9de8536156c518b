package org.brushstream.trainer.finetune;

/**
 * How far it was after an epoch.
 *
 * @param number from 1
 * @param learnedLoss cross entropy of the frames that were learned from, mean over the epoch, with dropout
 * @param learnedAccuracy share of these that were told right while it learned, 0..1
 * @param heldOutLoss cross entropy of the held-out frames by the whole net, mean over the looks
 * @param heldOut which of these were taken for which
 */
public record Epoch(int number, double learnedLoss, double learnedAccuracy, double heldOutLoss, Confusion heldOut) {}
