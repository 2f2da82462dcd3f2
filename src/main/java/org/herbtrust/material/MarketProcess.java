package org.herbtrust.material;

import org.herbtrust.kernel.Text;

/** A process of origin or market, as {@code tcm:process} of a transformation names it. */
public record MarketProcess(String code, Text name) {}
