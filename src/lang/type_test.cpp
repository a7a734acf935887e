// What an object of each type holds after a store, and the way up and down pointers.
#include "lang/type.h"

#include <gtest/gtest.h>

namespace litmus {
namespace {

Type integer(std::uint8_t bits, bool is_signed) {
  return Type{.bits = bits, .is_signed = is_signed};
}

TEST(Type, IntegersWrap) {
  EXPECT_EQ(wrap(integer(8, true), 255), -1);
  EXPECT_EQ(wrap(integer(8, false), 256 + 3), 3);
  EXPECT_EQ(wrap(integer(16, true), 0x8000), -0x8000);
  EXPECT_EQ(wrap(integer(16, false), -1), 0xffff);
  EXPECT_EQ(wrap(integer(32, true), 0x80000000), -0x80000000LL);
  EXPECT_EQ(wrap(integer(32, false), -1), 0xffffffffLL);
  EXPECT_EQ(wrap(integer(64, true), -5), -5);
  EXPECT_EQ(wrap(integer(64, false), -5), -5);  // the 64 bits are kept
}

TEST(Type, FlagsAndPointers) {
  EXPECT_EQ(wrap(Type{.base = Type::Base::Bool}, 7), 1);
  EXPECT_EQ(wrap(Type{.base = Type::Base::Flag}, 2), 1);
  EXPECT_EQ(wrap(Type{.base = Type::Base::Mutex}, 0), 0);
  EXPECT_EQ(wrap(integer(8, true).pointer(), 300), 300);
}

TEST(Type, PointersRememberWhatIsAtomic) {
  for (bool inner : {false, true}) {
    for (bool outer : {false, true}) {
      Type object{.atomic = inner};
      Type pointer = object.pointer();
      pointer.atomic = outer;  // an atomic pointer variable
      EXPECT_EQ(pointer.pointee(), object);
      Type address = pointer.pointer();
      EXPECT_FALSE(address.atomic);
      EXPECT_EQ(address.pointee(), pointer);
      EXPECT_EQ(address.pointee().pointee(), object);
    }
  }
}

TEST(Type, AValueIsNotAtomic) {
  EXPECT_EQ((Type{.bits = 16, .atomic = true}).value(), (Type{.bits = 16}));
}

}  // namespace
}  // namespace litmus
