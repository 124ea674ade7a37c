// Addresses: reading, ranges, groups, and whom a proxy may speak for.
#include "server/http/address.hpp"

#include <gtest/gtest.h>

namespace partance::server::http {
namespace {

bool in(std::string_view range, std::string_view address) {
  return parse_address_range(range)->contains(*parse_address(address));
}

TEST(Address, IsReadAndWrittenInBothFamilies) {
  for (const char* text : {"192.0.2.1", "2001:db8::1", "::1", "::"}) {
    const auto address = parse_address(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(address_text(*address), text);
  }
  for (const char* text : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "[::1]", "1.2.3.4:80", "fe80::1%eth0", "localhost"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
  EXPECT_EQ(parse_address("::ffff:192.0.2.1"), parse_address("192.0.2.1"));
}

TEST(AddressRange, HoldsTheAddressesOfItsPrefix) {
  EXPECT_TRUE(in("10.0.0.0/8", "10.255.1.2"));
  EXPECT_FALSE(in("10.0.0.0/8", "11.0.0.1"));
  EXPECT_TRUE(in("192.0.2.128/25", "192.0.2.200"));
  EXPECT_FALSE(in("192.0.2.128/25", "192.0.2.100"));
  EXPECT_TRUE(in("127.0.0.1", "127.0.0.1"));
  EXPECT_FALSE(in("127.0.0.1", "127.0.0.2"));
  EXPECT_TRUE(in("2001:db8::/32", "2001:db8:1::5"));
  EXPECT_TRUE(in("0.0.0.0/0", "8.8.8.8"));
  EXPECT_FALSE(in("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(in("::/0", "8.8.8.8"));
}

TEST(AddressRange, IsRefusedWhenItIsNotOne) {
  for (const char* text :
       {"", "/8", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.0/", "::/129"}) {
    EXPECT_FALSE(parse_address_range(text)) << text;
  }
}

TEST(AddressGroup, IsTheAddressItselfOrTheNetworkOfAnIpv6Household) {
  EXPECT_EQ(address_group("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(address_group("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(address_group("2001:db8:1:2::9"), address_group("2001:db8:1:2:3:4:5:6"));
  EXPECT_EQ(address_group("somebody"), "somebody");
}

TEST(ShortenedAddress, DoesNotTellOneMachine) {
  EXPECT_EQ(shortened_address("192.0.2.77"), "192.0.2.0/24");
  EXPECT_EQ(shortened_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
  EXPECT_EQ(shortened_address("whoever"), "-");
}

class Proxies : public testing::Test {
 protected:
  std::vector<AddressRange> trusted_{*parse_address_range("10.0.0.0/8"), *parse_address_range("::1")};

  std::string address(std::string_view peer, std::string_view forwarded, std::string_view x_for) const {
    return origin_of(peer, false, forwarded, x_for, "", trusted_).address;
  }
};

TEST_F(Proxies, AreHeardWhenTheyAreTrusted) {
  EXPECT_EQ(address("10.1.1.1", "", "198.51.100.7"), "198.51.100.7");
  EXPECT_EQ(address("::1", "for=\"[2001:db8::7]:4711\";proto=https", ""), "2001:db8::7");
  EXPECT_EQ(address("10.1.1.1", "For=198.51.100.7:81", "203.0.113.9"), "198.51.100.7");
}

TEST_F(Proxies, AreNotHeardOtherwise) {
  EXPECT_EQ(address("203.0.113.5", "for=198.51.100.7", "198.51.100.7"), "203.0.113.5");
}

TEST_F(Proxies, CannotBeImpersonatedByWhatTheClientWroteFirst) {
  EXPECT_EQ(address("10.1.1.1", "", "1.2.3.4, 198.51.100.7"), "198.51.100.7");
  EXPECT_EQ(address("10.1.1.1", "", "1.2.3.4, 198.51.100.7, 10.2.2.2"), "198.51.100.7");
  EXPECT_EQ(address("10.1.1.1", "", "1.2.3.4, unknown"), "10.1.1.1");
  EXPECT_EQ(address("10.1.1.1", "for=1.2.3.4, for=_hidden", ""), "10.1.1.1");
}

TEST_F(Proxies, TellWhetherThePersonCameOverTls) {
  EXPECT_TRUE(origin_of("10.1.1.1", false, "", "198.51.100.7", "https", trusted_).secure);
  EXPECT_FALSE(origin_of("10.1.1.1", true, "", "198.51.100.7", "http", trusted_).secure);
  EXPECT_TRUE(origin_of("10.1.1.1", false, "for=198.51.100.7;proto=https", "", "", trusted_).secure);
  EXPECT_TRUE(origin_of("10.1.1.1", false, "", "", "https", trusted_).secure);
  EXPECT_FALSE(origin_of("203.0.113.5", false, "", "198.51.100.7", "https", trusted_).secure);
}

}  // namespace
}  // namespace partance::server::http
