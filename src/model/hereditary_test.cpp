// Which models let failed rounds of a spinning thread be taken out.
#include "model/hereditary.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

bool hereditary(const char* text) {
  return is_hereditary(compile_cat(std::string("m\n") + text, "m"));
}

TEST(Hereditary, WhatForbidsByWhatIsThere) {
  EXPECT_TRUE(hereditary(""));
  EXPECT_TRUE(hereditary("acyclic po | rf | co | fr"));
  EXPECT_TRUE(hereditary("empty rmw & (fre ; coe)"));
  EXPECT_TRUE(hereditary("let rec r = po | r ; rf ; r\nirreflexive r"));
  EXPECT_TRUE(hereditary("acyclic (po \\ loc) ; (co | fr)"));
  EXPECT_TRUE(hereditary("acyclic ([F] ; po ; [R])+ ; fr"));
}

TEST(Hereditary, NotWhatAsksForSomethingToBeThere) {
  EXPECT_FALSE(hereditary("~empty rf"));
  EXPECT_FALSE(hereditary("~acyclic po | fr"));
  EXPECT_FALSE(hereditary("empty R \\ range(rf ; po)"));
}

// Without the read in the middle a pair is no longer taken away; a write in the middle stays.
TEST(Hereditary, NotWhatAnEventBetweenTakesAway) {
  EXPECT_FALSE(hereditary("acyclic (po \\ (po ; [R] ; po)) | rf"));
  EXPECT_TRUE(hereditary("acyclic (po \\ (po ; [W] ; po)) | rf"));
  EXPECT_FALSE(hereditary("acyclic (po \\ (po ; po)) | rf"));
  EXPECT_FALSE(hereditary("acyclic (po \\ (po | rf)+) ; fr"));
  EXPECT_TRUE(hereditary("acyclic (po \\ (rf^-1 ; rf)) | rf"));
  EXPECT_TRUE(hereditary("acyclic (po \\ co+) | rf"));
  EXPECT_FALSE(hereditary("acyclic (po \\ addr) | rf"));
  EXPECT_FALSE(hereditary("let rec r = po | r ; rf\nacyclic po \\ r"));
  EXPECT_FALSE(hereditary("let rec r = (po \\ (po ; po)) | r ; rf\nacyclic r"));
}

// Races must stay: fewer things that order, more races.
TEST(Hereditary, Races) {
  EXPECT_TRUE(hereditary("flag ~empty (W * M) & loc \\ (po | rf)+ as race"));
  EXPECT_TRUE(hereditary("undefined_unless empty (W * M) & loc \\ (po | rf)+"));
  EXPECT_FALSE(hereditary("flag ~empty (W * M) & loc & (po | rf)+ as race"));
  EXPECT_FALSE(hereditary("flag ~acyclic po | rf as race"));
}

}  // namespace
}  // namespace litmus
