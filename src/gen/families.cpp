// The families of the literature, by the shapes of their threads.
#include "gen/names.h"

namespace litmus {

const std::vector<Family>& families() {
  using enum Shape;
  static const std::vector<Family> kFamilies = {
      {"MP", {WW, RR}},
      {"SB", {WR, WR}},
      {"LB", {RW, RW}},
      {"R", {WW, WR}},
      {"S", {WW, RW}},
      {"2+2W", {WW, WW}},
      {"3.SB", {WR, WR, WR}},
      {"3.LB", {RW, RW, RW}},
      {"3.2W", {WW, WW, WW}},
      {"4.SB", {WR, WR, WR, WR}},
      {"4.LB", {RW, RW, RW, RW}},
      {"4.2W", {WW, WW, WW, WW}},
      {"WRC", {W, RW, RR}},
      {"RWC", {W, RR, WR}},
      {"WWC", {W, RW, RW}},
      {"WRW+WR", {W, RW, WR}},
      {"WRR+2W", {W, RR, WW}},
      {"WRW+2W", {W, RW, WW}},
      {"W+RWC", {WW, RR, WR}},
      {"ISA2", {WW, RW, RR}},
      {"Z6.0", {WW, RW, WR}},
      {"Z6.1", {WW, WW, RW}},
      {"Z6.2", {WW, RW, RW}},
      {"Z6.3", {WW, WW, RR}},
      {"Z6.4", {WW, WR, WR}},
      {"Z6.5", {WW, WW, WR}},
      {"IRIW", {W, RR, W, RR}},
      {"IRRWIW", {W, RR, W, RW}},
      {"IRWIW", {W, RW, W, RW}},
      {"CoWW", {WW}, true},
      {"CoRW1", {RW}, true},
      {"CoRW2", {W, RW}, true},
      {"CoWR", {W, WR}, true},
      {"CoRR", {W, RR}, true},
  };
  return kFamilies;
}

}  // namespace litmus
