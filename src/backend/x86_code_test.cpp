// What x86 instructions touch, and where the reading of them ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/core.h>

#include "backend/touches.h"

namespace litmus {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A function of these instructions, at the addresses 0x10, 0x11, ...
CodeGraph code(const std::vector<std::string>& instructions) {
  std::string text = "0000000000000010 <f>:\n";
  for (std::size_t i = 0; i < instructions.size(); ++i)
    text += fmt::format("  {:x}:\t{}\n", 0x10 + i, instructions[i]);
  return x86_code(read_listing(text), 0x10);
}

// All that a straight piece of code touches, in words: "R0", "W1", "U1", "F".
std::vector<std::string> touched(std::vector<std::string> instructions) {
  // What every role begins with: cell 0 is in rdx, cell 1 in rax.
  instructions.insert(instructions.begin(),
                      {"mov rdx,QWORD PTR [rdi]", "add rdx,rcx", "mov rax,QWORD PTR [rdi+0x8]",
                       "lea rax,[rax+rcx*8]", "mov r8,QWORD PTR [rdi+0x400]"});
  instructions.push_back("ret");
  const CodeGraph graph = code(instructions);
  EXPECT_EQ(graph.unreadable, "");
  std::vector<std::string> words;
  for (const CodeStep& step : graph.steps) {
    for (const Touch& touch : step.touches) {
      const char kind = "RWUF"[static_cast<std::size_t>(touch.kind)];
      words.push_back(kind == 'F' ? "F" : fmt::format("{}{}", kind, touch.cell));
    }
  }
  return words;
}

TEST(X86Code, AccessesToCells) {
  EXPECT_EQ(touched({"mov DWORD PTR [rdx],0x1", "mov ecx,DWORD PTR [rax]"}),
            std::vector<std::string>({"W0", "R1"}));
  EXPECT_EQ(touched({"movsxd rcx,DWORD PTR [rax]", "cmp DWORD PTR [rdx],0x1"}),
            std::vector<std::string>({"R1", "R0"}));
  EXPECT_EQ(touched({"add DWORD PTR [rdx],0x1", "add ecx,DWORD PTR [rdx]", "sete BYTE PTR [rax]"}),
            std::vector<std::string>({"R0", "W0", "R0", "W1"}));
}

TEST(X86Code, InstructionsThatTouch) {
  EXPECT_EQ(touching(code({"mov rdx,QWORD PTR [rdi]", "mov DWORD PTR [rdx],0x1", "add eax,0x1",
                           "mfence", "ret"})),
            std::vector<std::string>({"mov DWORD PTR [rdx],0x1", "mfence"}));
}

TEST(X86Code, LockedInstructionsAndFences) {
  EXPECT_EQ(touched({"xchg DWORD PTR [rdx],ecx", "lock add DWORD PTR [rax],0x1"}),
            std::vector<std::string>({"U0", "U1"}));
  EXPECT_EQ(touched({"mfence", "lock or QWORD PTR [rsp],0x0"}),
            std::vector<std::string>({"F", "F"}));
}

TEST(X86Code, WhatIsNotTheTests) {
  EXPECT_THAT(touched({"mov QWORD PTR [r8+rcx*8],rbx", "mov ebx,DWORD PTR [rsi+0x10]", "push rax",
                       "nop DWORD PTR [rdx+0x0]", "lea rbx,[rdx+0x4]", "pop rax"}),
              IsEmpty());
}

TEST(X86Code, AddressesAreFollowedThroughTheStack) {
  EXPECT_EQ(touched({"push rbx", "sub rsp,0x20", "mov QWORD PTR [rsp+0x8],rdx",
                     "mov rdx,QWORD PTR [rsp+0x8]", "mov DWORD PTR [rdx],0x2", "add rsp,0x20",
                     "pop rbx"}),
            std::vector<std::string>({"W0"}));
  EXPECT_EQ(touched({"mov rbx,QWORD PTR [rdx]", "mov DWORD PTR [rbx],0x2"}),
            std::vector<std::string>({"R0", "W-1"}))
      << "a pointer out of memory may mean any cell";
}

TEST(X86Code, BranchesAndLoops) {
  const CodeGraph graph = code({"mov rdx,QWORD PTR [rdi]", "test ecx,ecx", "je 15 <f+0x5>",
                                "mov DWORD PTR [rdx],0x1", "jmp 11 <f+0x1>", "ret"});
  ASSERT_EQ(graph.unreadable, "");
  ASSERT_EQ(graph.steps.size(), 6u);
  EXPECT_EQ(graph.steps[2].next, std::vector<std::size_t>({5, 3}));
  EXPECT_EQ(graph.steps[4].next, std::vector<std::size_t>({1}));
  EXPECT_TRUE(graph.steps[5].returns);
}

TEST(X86Code, WhatCanNotBeReadIsNotGuessed) {
  EXPECT_THAT(code({"call 4000 <store>", "ret"}).unreadable, HasSubstr("a call of a function"));
  EXPECT_EQ(code({"call 4000 <sched_yield@plt>", "ret"}).unreadable, "");
  EXPECT_THAT(code({"jmp rax"}).unreadable, HasSubstr("a jump that leads elsewhere"));
  EXPECT_THAT(code({"mov DWORD PTR [rcx],0x1", "ret"}).unreadable,
              HasSubstr("an address that could not be followed"));
  EXPECT_THAT(code({"nop"}).unreadable, HasSubstr("the listing ends"));
  EXPECT_THAT(code({}).unreadable, HasSubstr("the listing ends"));
}

}  // namespace
}  // namespace litmus
