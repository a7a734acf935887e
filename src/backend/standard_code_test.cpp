// Code beside the standard compilation: what is the same, and every way in which it is not.
#include "backend/standard_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lang/parse.h"

namespace litmus {
namespace {

using Is = CodeAnswer::Is;
using Touches = std::vector<Touch>;
using ::testing::HasSubstr;

constexpr Touch kReadX{Touch::Kind::Read, 0}, kReadY{Touch::Kind::Read, 1};
constexpr Touch kWriteX{Touch::Kind::Write, 0}, kWriteY{Touch::Kind::Write, 1};
constexpr Touch kUpdateX{Touch::Kind::Update, 0};
constexpr Touch kFence{Touch::Kind::Fence};

// One thread over the atomics x and y.
litmus::Test test_of(const std::string& body) {
  return parse_test("C++ one\n{ }\nP0 (std::atomic<int>& x, std::atomic<int>& y, int& d) {\n" +
                        body + "\n}\nexists (x=0 /\\ y=0)",
                    "one.litmus");
}

// A loop over instances that touches these, one after the other.
CodeGraph straight(const Touches& touches) {
  CodeGraph graph;
  for (const Touch& touch : touches)
    graph.steps.push_back({{touch}, {graph.steps.size() + 1}, false, "insn"});
  graph.steps.push_back({{}, {0, graph.steps.size() + 1}, false, "jne"});
  graph.steps.push_back({{}, {}, true, "ret"});
  return graph;
}

CodeAnswer answer(const std::string& body, const Touches& touches) {
  return compare_with_standard(test_of(body), 0, straight(touches));
}

constexpr const char* kStores =
    "x.store(1, std::memory_order_relaxed); y.store(1, std::memory_order_release);";

TEST(StandardCode, IsTheSame) {
  EXPECT_EQ(answer(kStores, {kWriteX, kWriteY}).is, Is::Standard);
  EXPECT_EQ(answer("int r = x.load(std::memory_order_acquire);", {kReadX}).is, Is::Standard);
  EXPECT_EQ(answer("x.fetch_add(1, std::memory_order_relaxed);", {kUpdateX}).is, Is::Standard);
  EXPECT_EQ(answer("std::atomic_thread_fence(std::memory_order_seq_cst);", {kFence}).is,
            Is::Standard);
  EXPECT_EQ(answer("std::atomic_thread_fence(std::memory_order_acq_rel);", {}).is, Is::Standard);
}

TEST(StandardCode, HasMoreThanOneForm) {
  EXPECT_EQ(answer("x.store(1);", {kUpdateX}).is, Is::Standard);
  EXPECT_EQ(answer("x.store(1);", {kWriteX, kFence}).is, Is::Standard);
  EXPECT_EQ(answer("x.store(1);", {kWriteX}).is, Is::Different);
  EXPECT_EQ(answer("int r = x.fetch_or(1);", {kReadX, kUpdateX, kUpdateX}).is, Is::Standard);
  EXPECT_EQ(answer("int r = x.fetch_or(1);", {kReadX}).is, Is::Different);
}

TEST(StandardCode, IsDifferentInOrderInWhatIsThereAndInHowMuch) {
  const CodeAnswer swapped = answer(kStores, {kWriteY, kWriteX});
  EXPECT_EQ(swapped.is, Is::Different);
  EXPECT_EQ(swapped.why, "P0: insn writes y; the standard code writes x here");
  EXPECT_EQ(answer(kStores, {kWriteX}).is, Is::Different);
  EXPECT_EQ(answer(kStores, {kWriteX, kWriteX, kWriteY}).is, Is::Different);
  EXPECT_EQ(answer(kStores, {kWriteX, kReadY}).is, Is::Different);
  EXPECT_EQ(answer(kStores, {kWriteX, kFence, kWriteY}).is, Is::Different);
  EXPECT_EQ(answer("x.fetch_add(0, std::memory_order_relaxed);", {kReadX}).is, Is::Different);
  EXPECT_THAT(answer(kStores, {}).why,
              HasSubstr("it touches nothing; the standard code writes x here"));
}

TEST(StandardCode, FollowsBranches) {
  const std::string body =
      "int r = x.load(std::memory_order_relaxed);"
      "if (r == 1) y.store(1, std::memory_order_relaxed);";
  EXPECT_EQ(answer(body, {kReadX, kWriteY}).is, Is::Standard);
  EXPECT_EQ(answer(body, {kReadX}).is, Is::Standard);
  EXPECT_EQ(answer(body, {kWriteY, kReadX}).is, Is::Different);
}

TEST(StandardCode, GivesUpOnlyWhereALoopTurns) {
  const std::string body =
      "while (x.load(std::memory_order_relaxed) == 0) { }"
      "y.store(1, std::memory_order_relaxed);";
  EXPECT_EQ(answer(body, {kReadX, kReadX, kReadX, kWriteY}).is, Is::Standard);
  EXPECT_EQ(answer(body, {kReadX, kReadX}).is, Is::Standard);
  EXPECT_EQ(answer(body, {kReadX, kWriteY, kWriteY}).is, Is::Different);
}

TEST(StandardCode, APointerMayMeanAnyCell) {
  EXPECT_EQ(answer(kStores, {kWriteX, {Touch::Kind::Write, Touch::kSomeCell}}).is, Is::Standard);
  EXPECT_EQ(answer(kStores, {kWriteX, {Touch::Kind::Read, Touch::kSomeCell}}).is, Is::Different);
}

TEST(StandardCode, WhatCouldNotBeReadIsUnknown) {
  CodeGraph graph;
  graph.unreadable = "a call of a function: call 4000 <store>";
  const CodeAnswer unknown = compare_with_standard(test_of(kStores), 0, graph);
  EXPECT_EQ(unknown.is, Is::Unknown);
  EXPECT_EQ(unknown.why, "P0: a call of a function: call 4000 <store>");
}

}  // namespace
}  // namespace litmus
