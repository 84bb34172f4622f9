/// What a customer is worth: so far, probably from here on, and at best.
///
/// ```
/// transactions ──▶ PurchaseRecord (x, t_x, T, mean spend): O(1) for each purchase
///                     │
///                     ├─▶ ParetoNbd / MbgNbd: still a customer? how many purchases to come?
///                     ├─▶ GammaGamma: how much for each?
///                     └─▶ ValueScore: actual, expected with an interval, strategic, the drivers in
///                                     words, and the weight that routing uses
/// Fitting ──▶ the models' parameters, by maximum likelihood over all customers, in the background
/// ```
///
/// BG/NBD stands beside the others for comparison only: it believes in everybody who bought once
/// and never again, so its probability of being alive is worth less than a coin's and is not
/// offered.
///
/// Sources: Schmittlein, Morrison and Colombo (1987); Fader, Hardie and Lee (2005); Batislam,
/// Denizel and Filiztekin (2007); Fader and Hardie (2013) on Gamma-Gamma.
@NullMarked
package dev.rapport.customers.value;

import org.jspecify.annotations.NullMarked;
