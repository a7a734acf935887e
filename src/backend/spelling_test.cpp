// Names, literals and types as generated source has them.
#include "backend/spelling.h"

#include <gtest/gtest.h>

#include <limits>

namespace litmus {
namespace {

litmus::Test named(const std::string& location, const std::string& local) {
  litmus::Test test;
  test.locations.push_back({.name = location, .type = {.atomic = true}});
  test.threads.push_back({.locals = {{.name = local, .type = {}}}});
  return test;
}

TEST(Spelling, NamesOfTheUserGetAPrefix) {
  const litmus::Test test = named("x", "int");
  EXPECT_EQ(address_name(test, 0), "at_x");
  EXPECT_EQ(cells_name(test, 0), "cells_x");
  EXPECT_EQ(local_name(test.threads[0], 0), "local_int");
}

TEST(Spelling, NamesThatAreNoWordsBecomeNumbers) {
  for (const char* name : {"x[1]", "", "1x", "x;system(\"rm\")", "x\n#include", "\xc3\xa4"}) {
    const litmus::Test test = named(name, name);
    EXPECT_EQ(address_name(test, 0), "at_0") << name;
    EXPECT_EQ(local_name(test.threads[0], 0), "local_0") << name;
  }
}

TEST(Spelling, LiteralsCanNotBeLeft) {
  EXPECT_EQ(quoted("MP+rel+acq"), "\"MP+rel+acq\"");
  EXPECT_EQ(quoted("a\"b\\c\n0"), "\"a\\042b\\134c\\0120\"");
  EXPECT_EQ(quoted("?\?/"), "\"\\077\\077/\"");
}

TEST(Spelling, Types) {
  const Type plain{}, atomic{.atomic = true}, byte{.bits = 8, .is_signed = false};
  EXPECT_EQ(object_type(plain), "std::int32_t");
  EXPECT_EQ(object_type(atomic), "std::atomic<std::int32_t>");
  EXPECT_EQ(value_type(byte), "std::uint8_t");
  EXPECT_EQ(object_type({.base = Type::Base::Flag}), "std::atomic_flag");
  EXPECT_EQ(value_type({.base = Type::Base::Flag}), "bool");
  EXPECT_EQ(object_type({.base = Type::Base::Mutex}), "std::atomic<std::int32_t>");
  EXPECT_EQ(value_type(atomic.pointer()), "std::atomic<std::int32_t>*");
  Type shared_pointer = plain.pointer();
  shared_pointer.atomic = true;
  EXPECT_EQ(object_type(shared_pointer), "std::atomic<std::int32_t*>");
  EXPECT_EQ(value_type(shared_pointer.pointer()), "std::atomic<std::int32_t*>*");
}

TEST(Spelling, ConstantsHaveTheirType) {
  EXPECT_EQ(constant({}, 1), "1");
  EXPECT_EQ(constant({}, -1), "(0 - 1)");
  EXPECT_EQ(constant({}, std::numeric_limits<std::int32_t>::min()), "(-2147483647 - 1)");
  EXPECT_EQ(constant({.bits = 8, .is_signed = false}, 300), "std::uint8_t{44u}");
  EXPECT_EQ(constant({.bits = 64}, -2), "static_cast<std::int64_t>((-1 - 1))");
  EXPECT_EQ(constant({.base = Type::Base::Bool}, 7), "true");
}

TEST(Spelling, Orders) {
  EXPECT_EQ(spelled(Order::AcqRel), "std::memory_order_acq_rel");
  EXPECT_EQ(spelled(Order::SeqCst), "std::memory_order_seq_cst");
}

}  // namespace
}  // namespace litmus
