/**
 * Which models there are, and what each says about itself; nothing here runs one.
 *
 * <p>Read in this order: {@link org.brushstream.runtime.model.ModelCard}, what a model file says about itself, and
 * {@link org.brushstream.runtime.model.CardStyle}, about each of several styles;
 * {@link org.brushstream.runtime.model.StyleModel}, a model that can be opened;
 * {@link org.brushstream.runtime.model.StyleMix}, what somebody asks for, and
 * {@link org.brushstream.runtime.model.StyleWeights}, what a net takes for it;
 * {@link org.brushstream.runtime.model.ModelStore}, where models are found. All that goes wrong with a model is a
 * {@link org.brushstream.runtime.model.ModelException}.
 */
@NullMarked
package org.brushstream.runtime.model;

import org.jspecify.annotations.NullMarked;
