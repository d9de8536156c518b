package org.brushstream.trainer.loss;

/** The terms of a loss, as {@link PerceptualLoss.Terms} defines them, out of the device's memory. */
public record Losses(float content, float style, float variation, float total) {}
