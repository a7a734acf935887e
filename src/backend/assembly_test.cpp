// A function's body out of what compilers print.
#include "backend/assembly.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

constexpr const char* kOutput =
    "\t.file\t\"kernels.cpp\"\n"
    "\t.text\n"
    "\t.globl\tk_0_P0\n"
    "\t.type\tk_0_P0, @function\n"
    "k_0_P0:\n"
    ".LFB1:\n"
    "\t.cfi_startproc\n"
    "\tmovq\t(%rdi), %rcx\n"
    "\ttestl\t%eax, %eax\n"
    "\tje\t.L1\n"
    "\t.p2align 4,,10\n"
    ".L3:\n"
    "#APP\n"
    "# 112 \"harness/kernel.h\" 1\n"
    "\t\n"
    "# 0 \"\" 2\n"
    "#NO_APP\n"
    "\tmovl\t$1, (%rcx)   # store\n"
    "\tjne\t.L3\n"
    ".L1:\n"
    "\tret\n"
    "\t.cfi_endproc\n"
    ".LFE1:\n"
    "\t.size\tk_0_P0, .-k_0_P0\n"
    "k_0_P1:\n"
    "\tret\n"
    "\t.cfi_endproc\n"
    "\n";

TEST(Assembly, OnlyTheBody) {
  EXPECT_EQ(function_body(kOutput, "k_0_P0"),
            "        movq (%rdi), %rcx\n"
            "        testl %eax, %eax\n"
            "        je .L1\n"
            ".L3:\n"
            "        movl $1, (%rcx)\n"
            "        jne .L3\n"
            ".L1:\n"
            "        ret\n");
  EXPECT_EQ(function_body(kOutput, "k_0_P1"), "        ret\n");
}

TEST(Assembly, ArmNumbersAreNoComments) {
  EXPECT_EQ(function_body("f:\n\tstlr w1, [x0]\n\tadd x0, x0, #4\n\tmov x1, 3 // three\n", "f"),
            "        stlr w1, [x0]\n        add x0, x0, #4\n        mov x1, 3\n");
}

TEST(Assembly, NothingOfAFunctionThatIsNotThere) {
  EXPECT_EQ(function_body(kOutput, "k_0_P"), "");
  EXPECT_EQ(function_body("", "f"), "");
}

}  // namespace
}  // namespace litmus
