// What objdump prints, as instructions.
#include "backend/listing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace litmus {
namespace {

using ::testing::IsEmpty;

constexpr const char* kText =
    "\n"
    "kernels.so:     file format elf64-x86-64\n"
    "\n"
    "Disassembly of section .text:\n"
    "\n"
    "000000000001e110 <kernels_0_3_P0>:\n"
    "   1e110:\tpush   r12\n"
    "   1e114:\tmov    r10,QWORD PTR [rdi+0x8]\n"
    "   1e118:\tlock cmpxchg DWORD PTR [rdx+rax*4],r13d\n"
    "   1e11e:\tcs nop WORD PTR cs:[rax+rax*1+0x0]\n"
    "   1e128:\tje     1e110 <kernels_0_3_P0>\n"
    "   1e12a:\tcall   QWORD PTR [rip+0x2fe2]        # 4000 <sched_yield@GLIBC>\n"
    "   1e130:\tret    \n"
    "\n"
    "000000000001e140 <other>:\n"
    "   1e140:\tret\n";

TEST(Listing, NamesOperandsAndPrefixes) {
  const Listing listing = read_listing(kText);
  EXPECT_EQ(listing.lines.size(), 8u);
  EXPECT_EQ(listing.lines.at(0x1e114).name, "mov");
  EXPECT_EQ(listing.lines.at(0x1e114).operands,
            std::vector<std::string>({"r10", "QWORD PTR [rdi+0x8]"}));
  const CodeLine& locked = listing.lines.at(0x1e118);
  EXPECT_TRUE(locked.locked);
  EXPECT_EQ(locked.name, "cmpxchg");
  EXPECT_EQ(locked.text, "lock cmpxchg DWORD PTR [rdx+rax*4],r13d");
  EXPECT_EQ(listing.lines.at(0x1e11e).name, "nop");
  EXPECT_FALSE(listing.lines.at(0x1e11e).locked);
  EXPECT_THAT(listing.lines.at(0x1e130).operands, IsEmpty());
  EXPECT_THAT(listing.lines.at(0x1e12a).text, ::testing::HasSubstr("<sched_yield@GLIBC>"));
}

TEST(Listing, WhatFollowsWhat) {
  const Listing listing = read_listing(kText);
  EXPECT_EQ(listing.functions.at("kernels_0_3_P0"), 0x1e110u);
  EXPECT_EQ(listing.functions.at("other"), 0x1e140u);
  EXPECT_EQ(listing.lines.at(0x1e110).next, 0x1e114u);
  EXPECT_EQ(listing.lines.at(0x1e130).next, 0u) << "the function ends here";
}

TEST(Listing, OfNothing) {
  EXPECT_THAT(read_listing("").lines, IsEmpty());
  EXPECT_THAT(read_listing("no: such\nthing:").lines, IsEmpty());
}

}  // namespace
}  // namespace litmus
