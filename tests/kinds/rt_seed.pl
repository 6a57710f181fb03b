# Data for rt-setup-database: what a provider would set up. The same names stand in rt_server.py.
use strict;
use warnings;

our @Queues = (
    { Name => 'BESTNET-CLOUD', Description => 'Cloud servers' },
);

our @Users = (
    { Name => 'hanako', EmailAddress => 'hanako@example.com', RealName => 'Hanako Yamada',
      Password => 'rt-customer-1', Privileged => 0 },
    { Name => 'taro', EmailAddress => 'taro@example.org', RealName => 'Taro Suzuki',
      Password => 'rt-customer-2', Privileged => 0 },
    { Name => 'support', EmailAddress => 'support@example.net', RealName => 'Support Desk',
      Password => 'rt-staff-1', Privileged => 1 },
);

our @CustomFields = (
    { Name => 'Related service', Type => 'SelectSingle', LookupType => 'RT::Queue-RT::Ticket',
      Queue => 'BESTNET-CLOUD', Values => [
          { Name => 'VPS-2 (a.example.com)', SortOrder => 1 },
          { Name => 'VPS-3 (b.example.com)', SortOrder => 2 } ] },
);

our @ACL = (
    map({ { GroupDomain => 'SystemInternal', GroupType => 'Unprivileged', Queue => 'BESTNET-CLOUD', Right => $_ } }
        qw(ModifyCustomField)),
    { GroupDomain => 'SystemInternal', GroupType => 'Unprivileged', Right => 'SeeCustomField' },
    map({ my $queue = $_;
          map { { GroupDomain => 'SystemInternal', GroupType => 'Unprivileged', Queue => $queue, Right => $_ } }
              qw(SeeQueue CreateTicket) } ('General', 'BESTNET-CLOUD')),
    map({ { GroupDomain => 'RT::System-Role', GroupType => 'Requestor', Right => $_ } }
        qw(ShowTicket ReplyToTicket)),
    { GroupDomain => 'RT::Queue-Role', GroupType => 'Requestor', Queue => 'BESTNET-CLOUD', Right => 'ModifyTicket' },
    map({ { UserId => 'support', Right => $_ } }
        qw(SeeQueue ShowTicket ShowTicketComments CreateTicket ReplyToTicket CommentOnTicket ModifyTicket
           OwnTicket TakeTicket Watch)),
);

1;
