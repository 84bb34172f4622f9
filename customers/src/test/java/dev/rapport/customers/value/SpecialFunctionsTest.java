package dev.rapport.customers.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialFunctionsTest {
  @ParameterizedTest
  @CsvSource({
    "1,2,3,.5,1.5451774445",
    "2,3,4,.9,21.7894231029",
    ".5,1,1.5,.25,1.0986122887",
    "28,10,30,.7,55611.9288894",
  })
  void theHypergeometricFunctionGivesTheKnownValues(
      double a, double b, double c, double z, double known) {
    double ours = Math.exp(SpecialFunctions.lnHypergeometric(a, b, c, z));
    assertEquals(1, ours / known, 1e-10);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0",
    "2,0",
    "0.5,0.5723649429247001",
    "11,15.104412573075516",
    "100,359.1342053695754"
  })
  void theGammaFunctionGivesTheKnownValues(double x, double known) {
    assertEquals(known, SpecialFunctions.lnGamma(x), 1e-12 * (1 + known));
  }
}
